// Text as it is read: lines, lists, lines that lead to a list; phone numbers and addresses that can be pressed.

const LINKED = new RegExp(
  "(https://[^\\s]+[^\\s.,;:)])|" +
  "((?:\\+?1[\\s.\\-]?)?(?:\\(\\d{3}\\)\\s?|\\d{3}[.\\-])\\d{3}[.\\-]\\d{4}|911|988)(?![\\w\\-/$]|\\.\\d|\\()", "g");
// What stands before a number and makes it none: part of a longer one, or of a citation. No lookbehind: Safari 15 has none.
const NO_NUMBER = /[\w.\-/§$]$|(?:CFR|USC) $/;

const dialled = (phone) => {
  const digits = phone.replace(/\D/g, "");
  if (digits.length === 11 && digits[0] === "1") return `+${digits}`;
  return digits.length === 10 ? `+1${digits}` : digits;
};

const phoneLink = (phone) => element("a", { class: "tel", href: `tel:${dialled(phone)}` }, element("bdi", { text: phone }));

const linked = (line) => {
  const parts = [];
  let end = 0;
  for (const found of line.matchAll(LINKED)) {
    if (found[2] && NO_NUMBER.test(line.slice(0, found.index))) continue;
    parts.push(line.slice(end, found.index));
    parts.push(found[1]
      ? element("a", { class: "away", href: found[1], rel: "noreferrer nofollow", text: found[1].replace("https://", "") })
      : phoneLink(found[2]));
    end = found.index + found[0].length;
  }
  parts.push(line.slice(end));
  return parts;
};

// Where the first line is a heading (`headed`), it becomes one of the level given.
const blocks = (text, headed) => {
  const made = [];
  let list = null;
  text.split("\n").map((line) => line.trim()).filter(Boolean).forEach((line, index) => {
    if (line.startsWith("• ")) {
      if (!list) made.push(list = element("ul", { dir: "auto" }));
      list.append(element("li", {}, ...linked(line.slice(2))));
      return;
    }
    list = null;
    if (index === 0 && headed) made.push(element(headed, { class: "name", dir: "auto", text: line }));
    else made.push(element("p", { dir: "auto", class: line.endsWith(":") && "lead" }, ...linked(line)));
  });
  return made;
};
