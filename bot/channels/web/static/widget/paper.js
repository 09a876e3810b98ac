// On paper: what may fit, what is soon, and whom to call. What happened is left out unless it is asked for.

const paperSheet = (shared, result, contacts, answers) => element("section", { class: "paper" },
  element("h1", { text: shared.words.paper_title }),
  ...Object.values(result.categories).filter((one) => ["likely", "possible"].includes(one.outcome)).map((one) =>
    element("div", {}, element("h2", { text: one.name }), element("p", { text: one.text }),
      answers && element("ul", {}, ...one.elements.map((part) => element("li", { text: `${part.status_text} · ${part.text} (${part.citations.join("; ")})` }))))),
  result.flags.length > 0 && element("h2", { text: shared.words.paper_when }),
  result.flags.length > 0 && element("ul", {}, ...result.flags.map((flag) => element("li", { text: flag.text }))),
  element("p", { text: result.notice }),
  answers && element("h2", { text: shared.words.review_heading }),
  answers && element("ul", {}, ...answers.map((one) => element("li", { text: `${one.question} – ${one.answer}` }))),
  element("h2", { text: shared.words.people }),
  ...contacts.map((text) => element("div", { class: "contact" }, ...blocks(text, "h3"))));

// While it prints, the host's page and the conversation are out of the way; afterwards all is as before.
const printSheet = (host, sheet) => {
  const others = Array.from(document.body.children).filter((one) => one !== host);
  const shown = others.map((one) => one.style.display);
  const title = document.title;
  const restore = () => {
    others.forEach((one, at) => { one.style.display = shown[at]; });
    document.title = title;
    sheet.remove();
    host.panel.showModal();
  };
  others.forEach((one) => { one.style.display = "none"; });
  host.panel.onclose = null;
  host.panel.close();
  host.root.append(sheet);
  addEventListener("afterprint", restore, { once: true });
  window.print();
};

// The warning stands before the browser's own window, never after it.
const paperPage = (host, shared, server, contacts, back) => {
  const words = shared.words;
  const harm = element("input", { type: "checkbox" });
  const go = button(words.paper_go, "button", async () => {
    const [result, given] = await Promise.all([server.result(), harm.checked ? server.answers() : null]);
    printSheet(host, paperSheet(shared, result, contacts(), given && given.answers));
  });
  return element("section", { class: "page" },
    element("h3", { class: "heading", text: words.paper_heading, tabindex: "-1" }),
    element("p", { text: words.paper_text }), element("p", { text: words.paper_pdf }),
    element("label", { class: "pick tick" }, harm, element("span", { text: words.paper_harm })),
    element("div", { class: "line" }, go, button(words.back, "button quiet", back)));
};
