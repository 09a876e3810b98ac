// A reply laid into the conversation: the ways to answer it below the log, and a result with its parts.

// Focus moves only where the button that had it is gone; somebody who is writing goes on writing.
const layAnswers = (chat, reply, nodes) => {
  const { answers, words, host } = chat;
  const had = answers.contains(host.root.activeElement);
  const offered = reply.messages.filter((message) => message.choices.length);
  const asked = { input: reply.input, choices: [].concat(...offered.map((message) => message.choices)) };
  const answer = (choice, label) => chat.say({ choice }, label);
  answers.replaceChildren();
  if (asked.choices.length || asked.input) {
    nameAsked(chat, reply, nodes);
    answers.append(element("div", { class: "inputs", role: "group", "aria-labelledby": "asked" }, ...answerInputs(asked, words, answer)));
    const round = controlInputs(asked, words, answer);
    if (round) answers.append(round);
  }
  if (had) answers.focus({ preventScroll: true });
};

// The answers are named by what they answer: the last message that offers any.
const nameAsked = (chat, reply, nodes) => {
  const at = reply.messages.map((message) => message.choices.length > 0).lastIndexOf(true);
  chat.host.root.querySelectorAll("#asked").forEach((one) => one.removeAttribute("id"));
  const name = at < 0 ? null : nodes[at].querySelector(".name, p");
  if (name) name.id = "asked";
};

const layResult = async (chat, messages, nodes) => {
  chat.contacts = messages.filter((one) => one.kind === "contact").map((one) => one.text);
  const parts = partsOf(messages);
  const links = partLinks(nodes, parts, chat.words, (node) => {
    chat.scrollTo(node);
    node.querySelector("h3").focus({ preventScroll: true });
  });
  if (links) nodes[parts.fits].before(links);
  if (parts.rules >= 0) nodes[parts.rules].append(timeLine(chat.shared, chat.host.base));
  chat.answers.append(wayAhead(chat.words));
  const cards = nodes.filter((_, at) => messages[at].kind === "result").map((node) => node.querySelector(".result") || node);
  try {
    enrich(cards, await chat.server.result(), chat.words);
  } catch (failed) { /* the cards say what matters without it */ }
};
