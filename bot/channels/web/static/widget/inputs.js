// Ways to answer: large buttons, ticks, a number, a month, and the ways round a question. Each hands on one value.

const labelled = (choices, values) => choices.filter((choice) => values(choice.value));

// The second press of a double one is left out: by then another question may stand in the same place.
const pick = (choice, className, answer) => button(choice.label, className, (event) => {
  if (event.detail < 2) answer(choice.value, choice.label);
});

// Several may be ticked. "None of these" is a button of its own: it never stands beside a tick.
const manyInput = (choices, words, answer, chosen) => {
  const own = labelled(choices, (value) => value !== "none");
  const none = choices.find((choice) => choice.value === "none");
  const boxes = own.map((choice) => {
    const box = element("input", { type: "checkbox", value: choice.value });
    box.checked = (chosen || []).includes(choice.value);
    return { choice, box, row: element("label", { class: "pick tick" }, box, element("span", { text: choice.label })) };
  });
  const done = button(words.done, "button", () => {
    const ticked = boxes.filter((one) => one.box.checked).map((one) => one.choice);
    answer(ticked.map((choice) => choice.value), ticked.map((choice) => choice.label).join(", ") || (none ? none.label : "–"));
  });
  boxes.forEach((one) => one.box.addEventListener("change", () => one.row.classList.toggle("ticked", one.box.checked)));
  boxes.forEach((one) => one.row.classList.toggle("ticked", one.box.checked));
  return [
    ...boxes.map((one) => one.row),
    none && button(none.label, "pick", () => answer([], none.label)),
    element("div", { class: "done" }, done),
  ].filter(Boolean);
};

const whole = (text) => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null);

const numberInput = (input, words, answer, chosen) => {
  const field = element("input", {
    type: "text", name: "n", inputmode: "numeric", maxlength: "12", enterkeyhint: "send", "aria-label": words.number, ...QUIET,
  });
  field.value = typeof chosen === "number" ? String(chosen) : "";
  const form = element("form", { class: "line" }, field, element("button", { class: "button", text: words.send }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!field.value.trim()) field.focus();
    else answer(whole(field.value) === null ? field.value.trim() : whole(field.value), field.value.trim());
  });
  return [form, input.unit === "months" && monthHelp(input, words, field)].filter(Boolean);
};

// From a month and a year to how many months ago that was; what is found goes into the field, and the person sends it.
const monthHelp = (input, words, field) => {
  const now = new Date();
  const names = new Intl.DateTimeFormat(words.lang, { month: "long", timeZone: "UTC" });
  const month = element("select", { autocomplete: "off" },
    ...Array.from({ length: 12 }, (_, at) => element("option", { value: at, text: names.format(new Date(Date.UTC(2000, at, 15))) })));
  const years = Math.min(60, Math.ceil(input.high / 12) + 1);
  const year = element("select", { autocomplete: "off" },
    ...Array.from({ length: years }, (_, back) => element("option", { text: now.getFullYear() - back })));
  month.value = String(now.getMonth());
  const found = element("p", { class: "hint", role: "status" });
  const count = () => {
    const months = (now.getFullYear() - Number(year.value)) * 12 + now.getMonth() - Number(month.value);
    const fits = months >= input.low && months <= input.high;
    if (fits) field.value = String(months);
    found.textContent = fits ? fill(words.month_found, { months }) : "";
  };
  [month, year].forEach((one) => one.addEventListener("change", count));
  return element("details", { class: "months" }, element("summary", { text: words.month_help }),
    element("div", { class: "line" }, element("label", {}, element("span", { text: words.month }), month),
      element("label", {}, element("span", { text: words.year }), year)), found);
};

// The whole answer area of one question. `answer` gets the value and how it reads.
const answerInputs = (asked, words, answer, chosen) => {
  const round = asked.input ? asked.input.controls : [];
  const own = labelled(asked.choices, (value) => !round.includes(value));
  const kind = asked.input ? asked.input.kind : "choice";
  if (kind === "many") return manyInput(own, words, answer, chosen);
  const picks = own.map((choice) => pick(choice, choice.value === chosen ? "pick chosen" : "pick", answer));
  if (kind === "number") return [...numberInput(asked.input, words, answer, chosen), ...picks];
  return [element("div", { class: kind === "yes_no" ? "picks pair" : "picks" }, ...picks)];
};

const controlInputs = (asked, words, answer) => {
  const round = asked.input ? asked.input.controls : [];
  const shown = labelled(asked.choices, (value) => round.includes(value));
  return shown.length
    ? element("div", { class: "controls", role: "group", "aria-label": words.controls }, ...shown.map((choice) => pick(choice, "control", answer)))
    : null;
};
