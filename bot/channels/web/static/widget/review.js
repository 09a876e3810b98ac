// All answers in one list, each to be changed in its place; then what the change altered.

const movedText = (review, words, changed) => (changed.length
  ? [words.changed_something, ...changed.map((one) =>
    `• ${review.categories[one.category]}: ${review.outcomes[one.from]} → ${review.outcomes[one.to]}`)].join("\n")
  : words.changed_nothing);

class ReviewList {
  // `onChanged` is called after each change, so that the conversation behind is asked for again.
  constructor(server, words, onChanged) {
    this.server = server;
    this.words = words;
    this.onChanged = onChanged;
    this.told = element("div", { class: "message notice", role: "status", hidden: true });
    this.list = element("ol", { class: "answers" });
    this.node = element("section", { class: "page review" },
      element("h3", { class: "heading", text: words.review_heading, tabindex: "-1" }),
      element("p", { text: words.review_text }), this.told, this.list);
  }

  async load() {
    this.review = await this.server.answers();
    this.list.replaceChildren(...this.review.answers.map((given) => this.row(given)));
    if (!this.review.answers.length) this.list.replaceChildren(element("li", { text: this.words.review_none }));
    return this;
  }

  row(given) {
    const open = button(this.words.change, "control", () => this.edit(row, given));
    open.setAttribute("aria-label", fill(this.words.change_of, { question: given.question }));
    const row = element("li", { class: "answer" },
      element("p", { class: "asked", text: given.question, dir: "auto" }),
      element("div", { class: "given" }, element("p", { text: given.answer, dir: "auto" }), open));
    return row;
  }

  edit(row, given) {
    const take = (value) => this.change(row, given, value);
    const keep = button(this.words.keep, "control", () => this.replace(row, given));
    const form = element("div", { class: "edit", role: "group", "aria-label": given.question },
      ...answerInputs(given, this.words, take, given.value), controlInputs(given, this.words, take), keep);
    row.querySelector(".given").replaceWith(form);
    form.querySelector("button, input").focus();
  }

  replace(row, given) {
    const made = this.row(given);
    row.replaceWith(made);
    made.querySelector("button").focus();
  }

  async change(row, given, value) {
    try {
      const told = await this.server.change(given.key, value);
      const before = this.review;
      await this.load();
      this.tell(movedText(before, this.words, told.changed));
      this.onChanged();
    } catch (failed) {
      this.tell(failed instanceof Refused && failed.status === 422 ? this.words.not_taken : this.words.not_sent);
      return;
    }
    const at = this.review.answers.findIndex((one) => one.key === given.key);
    const again = at < 0 ? this.node.querySelector(".heading") : this.list.children[at].querySelector("button");
    again.focus();
  }

  tell(text) {
    this.told.hidden = false;
    this.told.replaceChildren(...blocks(text));
  }
}
