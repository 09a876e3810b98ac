// The pages of the panel that are no conversation: the start with what the way out cannot do, and short notes with buttons.

const wayAhead = (words) => element("section", { class: "way", "aria-labelledby": "way" },
  element("h3", { id: "way", text: words.way_heading }),
  element("ol", {}, ...["way_answer", "way_see", "way_talk", "way_file"].map((key) => element("li", { text: words[key] }))));

const hotlineCards = (shared) => element("section", { class: "people", "aria-labelledby": "people" },
  element("h3", { id: "people", text: shared.words.people }),
  element("ul", { class: "cards" }, ...shared.hotlines.map((one) => element("li", { class: "card" },
    element("h4", { text: one.name }), element("p", {}, phoneLink(one.phone)), element("p", { text: one.what })))));

// For somebody who saved on another day. The words are kept nowhere on this phone.
const codeForm = (words, reopen) => {
  const field = element("input", { type: "text", name: "c", id: "code", ...QUIET });
  const form = element("form", { class: "words" }, element("label", { for: "code", text: words.resume_label }),
    element("div", { class: "line" }, field, element("button", { class: "button quiet", text: words.resume_open })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) reopen(field.value.trim());
  });
  return form;
};

// Nobody meets a question before this was on the screen: who runs it, the way out, and what stays seen.
const startPage = (shared, begin, switchLanguage, reopen, note) => {
  const words = shared.words;
  return element("section", { class: "page start" },
    note && element("p", { class: "message notice", role: "status", text: note }),
    element("div", { class: "hello" },
      element("h3", { class: "heading", text: words.start_heading, tabindex: "-1" }),
      button(words.language, "control", switchLanguage)),
    element("p", { text: words.start_text }),
    shared.operator && element("p", { text: fill(words.start_operator, shared) }),
    element("section", { class: "message notice", "aria-labelledby": "safer" },
      element("h4", { id: "safer", text: words.safer_heading }),
      element("ul", {}, ...["safer_exit", "safer_history", "safer_device"].map((key) => element("li", { text: words[key] })))),
    element("div", { class: "who", role: "group", "aria-labelledby": "who" },
      element("h3", { id: "who", text: words.start_who }),
      button(words.start_self, "pick", () => begin("self")), button(words.start_other, "pick", () => begin("other"))),
    codeForm(words, reopen),
    wayAhead(words), hotlineCards(shared));
};

const notePage = (heading, text, ...buttons) => element("section", { class: "page" },
  heading && element("h3", { class: "heading", text: heading, tabindex: "-1" }),
  element("div", { class: "message notice" }, ...blocks(text)), element("div", { class: "line" }, ...buttons));

// A bound above this is true and frightens more than it helps; then only the lower one is told.
const MOST_NAMED = 25;

const leftInWords = (left, words) => {
  if (left.max <= 0) return "";
  if (left.max === 1) return words.left_one;
  const values = { low: left.min, high: left.max };
  if (left.min > 0 && left.max > MOST_NAMED) return fill(words.left_at_least, values);
  if (left.min <= 0) return fill(words.left_up_to, values);
  return fill(left.min === left.max ? words.left_some : words.left_range, values);
};

// As far as it is sure (the most that may still come), and as far as it may be (the least).
const progressBar = (progress, words) => {
  const text = leftInWords(progress.left, words);
  const part = (left) => `${(100 * progress.answered) / Math.max(1, progress.answered + left)}%`;
  const sure = element("span", { class: "sure" }), maybe = element("span", { class: "maybe" });
  sure.style.inlineSize = part(progress.left.max);
  maybe.style.inlineSize = part(progress.left.min);
  return element("div", { class: "progress", hidden: !text },
    element("p", { text }), element("div", { class: "track", "aria-hidden": "true" }, maybe, sure));
};
