// Building the page: elements, and nothing but text inside them. What the server or a person says is never markup.

const element = (name, has, ...children) => {
  const made = document.createElement(name);
  Object.entries(has || {}).forEach(([key, value]) => {
    if (value === undefined || value === false) return;
    if (key === "onClick") made.addEventListener("click", value);
    else if (key === "text") made.textContent = value;
    else if (key === "class") made.className = value;
    else made.setAttribute(key, value === true ? "" : value);
  });
  made.append(...children.filter(Boolean));
  return made;
};

const button = (text, className, onClick) => element("button", { type: "button", class: className, text, onClick });

// Words half written are nobody's business: no memory of the browser, no spelling service.
const QUIET = { autocomplete: "off", autocorrect: "off", autocapitalize: "off", spellcheck: "false" };

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
