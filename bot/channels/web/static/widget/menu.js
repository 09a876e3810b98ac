// The top of the panel and its menu: results so far, people, answers, paper, deletion, always in the same place.

const chatTop = (chat) => {
  const { words, host } = chat;
  const title = element("h2", { class: "title", id: "title", tabindex: "-1", text: words.title });
  const leave = element("a", { class: "leave", href: chat.shared.exit, rel: "noreferrer nofollow", text: words.leave });
  leave.addEventListener("click", host.leave);
  leave.addEventListener("auxclick", host.leave);
  const close = button("×", "icon", () => host.panel.close());
  close.setAttribute("aria-label", words.close);
  return element("div", { class: "top" }, title, chat.menu.opener, close, leave);
};

const chatMenu = (chat) => {
  const { words, server, shared } = chat;
  const node = element("div", { class: "menu", id: "menu", hidden: true });
  const opener = button(words.menu, "icon wide", () => toggle(node.hidden));
  opener.setAttribute("aria-controls", "menu");
  const toggle = (open) => {
    node.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) node.replaceChildren(...items());
  };
  const ask = (choice, label) => () => {
    chat.put(chat.talk, true);
    chat.say({ choice }, label);
  };
  const items = () => [
    ...(chat.talk ? [
      button(words.results, "entry", ask("result", words.results)),
      button(words.contacts, "entry", ask("contacts", words.contacts)),
      button(words.review_open, "entry", () => showReview(chat)),
      button(words.paper, "entry", () => chat.put(paperPage(chat.host, shared, server,
        () => chat.contacts || shared.hotlines.map((one) => `${one.name}\n${one.phone}\n${one.what}`), () => chat.back()))),
      button(words.save, "entry", () => askToSave(chat)),
      button(words.delete, "entry", () => confirmDelete(chat)),
    ] : []).filter(Boolean),
    element("a", { class: "entry", href: `${chat.host.base}/policy?lang=${shared.lang}`, rel: "noreferrer nofollow", text: words.rules_by_date }),
  ];
  toggle(false);
  return { node, opener, close: () => toggle(false) };
};

const showReview = (chat) => {
  const list = new ReviewList(chat.server, chat.words, () => refresh(chat));
  list.node.append(button(chat.words.back, "button", () => chat.back()));
  return chat.attempt(() => list.load(), () => chat.put(list.node));
};

// After a change the conversation may ask something else: what stands open is laid anew behind the list.
const refresh = async (chat) => {
  const view = await chat.server.session();
  const shown = chat.page.firstElementChild, top = chat.page.scrollTop;
  const focused = chat.host.root.activeElement;
  chat.lay();
  await chat.show(view);
  chat.page.replaceChildren(shown);
  chat.page.scrollTop = top;
  if (focused) focused.focus({ preventScroll: true });
};

// What is saved stays longer, so nothing is before that was said.
const askToSave = (chat) => chat.put(notePage(chat.words.save_heading, chat.words.save_text,
  button(chat.words.save_yes, "button", () => showCode(chat)),
  button(chat.words.back, "button quiet", () => chat.back())));

const showCode = (chat) => chat.attempt(() => chat.server.code(), ({ code }) => {
  const page = notePage(chat.words.code_heading, chat.words.code_text, button(chat.words.back, "button", () => chat.back()));
  page.querySelector(".notice").before(element("p", { class: "code", text: code }));
  chat.put(page);
});

const confirmDelete = (chat) => {
  const { words } = chat;
  const gone = () => chat.put(notePage("", words.deleted, button(words.start_again, "button", () => chat.start())));
  chat.put(notePage(words.delete_heading, words.delete_text,
    button(words.delete_yes, "button", () => chat.attempt(() => chat.server.remove(), () => {
      chat.forget();
      gone();
    })),
    button(words.delete_no, "button quiet", () => chat.back())));
};
