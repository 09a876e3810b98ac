// The log: each message is one node, its author first, and is read out once. Danger is told at once, as an alert.

class Log {
  constructor(words) {
    this.words = words;
    this.node = element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.log });
    this.urgent = element("div", { class: "urgent", role: "alert" });
  }

  // The nodes of a reply, in the order of its messages. What is urgent stands apart, next to its answers, until the
  // next turn; what was asked before grows small.
  add(messages) {
    this.urgent.replaceChildren();
    Array.from(this.node.children).forEach((node) => node.classList.add("past"));
    const parts = partsOf(messages);
    const names = { [parts.fits]: this.words.part_fits, [parts.rules]: this.words.part_rules, [parts.people]: this.words.part_people };
    return messages.map((message, index) => {
      const node = this.message(message, names[index]);
      (message.kind === "crisis" ? this.urgent : this.node).append(node);
      return node;
    });
  }

  message(message, part) {
    const several = message.text.trim().includes("\n");
    const headed = message.kind === "question" || (["result", "contact"].includes(message.kind) && several);
    const node = element("div", { class: `message ${message.kind}` },
      element("span", { class: "unseen", text: this.words.author }), ...blocks(message.text, headed && (message.kind === "question" ? "h3" : "h4")));
    return part ? element("section", {}, element("h3", { class: "part", text: part, tabindex: "-1" }), node) : node;
  }

  // What the person answered. It needs no announcement: they just did it.
  echo(text) {
    const node = element("div", { class: "message mine", "aria-live": "off" },
      element("span", { class: "unseen", text: this.words.you }), element("p", { text, dir: "auto" }));
    this.node.append(node);
    return node;
  }
}
