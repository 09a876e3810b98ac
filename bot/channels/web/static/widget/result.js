// A result laid out: cards by kind, each with its elements and the law behind "more", and a way to each part.

const SORTED = { likely: "fits", possible: "may", unlikely: "not", not_assessed: "unseen" };

// The first message of each part. The rules follow the last card; the people begin at the text before the first contact.
const partsOf = (messages) => {
  const kinds = messages.map((message) => message.kind);
  const first = kinds.indexOf("result"), card = kinds.lastIndexOf("result"), call = kinds.indexOf("contact");
  if (first < 0) return {};
  const people = call < 0 ? -1 : kinds.lastIndexOf("text", call);
  const rules = kinds.indexOf("text", card);
  return { fits: first, rules: rules < people || people < 0 ? rules : -1, people };
};

const elementsOf = (category, words) => element("details", { class: "more" },
  element("summary", { text: words.more }),
  element("ul", { class: "law" }, ...category.elements.map((one) => element("li", {},
    element("p", {}, element("strong", { text: one.status_text }), ` · ${one.text}`),
    element("p", { class: "cite" }, `${one.id} · ${one.citations.join("; ")}`)))));

// Each card gets how it came out as a mark, and its elements below. What the card says already is not said again.
const enrich = (cards, result, words) => {
  Object.values(result.categories).forEach((category) => {
    const card = cards.find((one) => one.querySelector(".name") && one.querySelector(".name").textContent === category.name);
    if (!card) return;
    card.classList.add(SORTED[category.outcome]);
    const line = Array.from(card.querySelectorAll("p")).find((one) => one.textContent === category.text);
    if (line) {
      line.className = "outcome";
      card.querySelector(".name").after(line);
    }
    if (category.elements.length) card.append(elementsOf(category, words));
  });
};

// The line of time of the rules, fetched only when it is opened; the page behind it has the same as a table.
const timeLine = (shared, base) => {
  const link = `${base}/policy?lang=${shared.lang}`;
  const picture = element("a", { class: "line-of-time", href: link, rel: "noreferrer nofollow" });
  const node = element("details", { class: "more" }, element("summary", { text: shared.words.rules_by_date }), picture);
  node.addEventListener("toggle", () => {
    if (node.open && !picture.firstChild) {
      picture.append(element("img", { src: `${base}/policy/line.svg?lang=${shared.lang}`, alt: shared.words.rules_by_date,
        referrerpolicy: "no-referrer" }));
    }
  });
  return node;
};

const partLinks = (nodes, parts, words, scrollTo) => {
  const names = { fits: words.part_fits, rules: words.part_rules, people: words.part_people };
  const links = Object.keys(names).filter((part) => parts[part] >= 0)
    .map((part) => button(names[part], "control", () => scrollTo(nodes[parts[part]])));
  return links.length > 1 ? element("nav", { class: "controls parts", "aria-label": words.result_parts }, ...links) : null;
};
