// What every page with the widget loads: a button that opens it and the way out. The rest comes when it is opened.
// The way out is here because it must work at once, in the host's own page, whatever else fails or is still coming.
(() => {
  "use strict";
  if (customElements.get("faro-chat")) return;
  const SHELL = __SHELL__;
  const tag = document.currentScript;
  const base = new URL(tag.src).origin;
  const KEY = "faro";
  const GAP = 5000;
  const asked = tag.dataset.lang || document.documentElement.lang || navigator.language || "en";
  const shell = SHELL.words[asked.slice(0, 2).toLowerCase()] ? asked.slice(0, 2).toLowerCase() : "en";
  let exit = SHELL.exit;
  let memory = "";

  // The one thing kept: the token of the session, for a page that is loaded again in this tab.
  const token = {
    get() {
      try { return sessionStorage.getItem(KEY) || memory; } catch (refused) { return memory; }
    },
    set(value) {
      memory = value;
      try {
        if (value) sessionStorage.setItem(KEY, value);
        else sessionStorage.removeItem(KEY);
      } catch (refused) { /* a browser that keeps nothing: memory serves until the page is left */ }
    },
  };

  // A beacon travels after the page is gone and needs no preflight; the body is the token and nothing else.
  const end = () => {
    const ending = token.get();
    token.set("");
    if (!ending) return;
    const address = `${base}/api/session/end`;
    if (navigator.sendBeacon && navigator.sendBeacon(address, new Blob([ending]))) return;
    fetch(address, { method: "POST", body: ending, keepalive: true, mode: "no-cors" }).catch(() => {});
  };

  const blank = () => {
    document.title = new URL(exit).hostname;
    if (document.body) document.body.replaceChildren();
  };

  // The page left to is not told which site somebody came from, whatever the host's own policy is.
  const hideReferrer = () => {
    const policy = document.createElement("meta");
    policy.name = "referrer";
    policy.content = "no-referrer";
    document.head.append(policy);
  };

  const leave = (event) => {
    if (event) event.preventDefault();
    blank();
    end();
    hideReferrer();
    try {
      window.top.location.replace(exit);
    } catch (refused) { /* told below */ }
    setTimeout(() => console.warn(
      "Faro emptied this frame but could not leave the page around it. " +
      "Add allow-top-navigation-by-user-activation to the frame's sandbox; see docs/embedding.md."), 3000);
  };

  let presses = 0, last = 0, alone = false;
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) count(0);
  }, true);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    count(event.timeStamp - last > GAP ? 1 : presses + 1);
    last = event.timeStamp;
    if (presses === 3) leave();
  }, true);
  const count = (now) => {
    presses = now;
    if (chat) chat.tellPresses(presses);
  };

  const make = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const exitLink = () => {
    const link = make("a", "leave", SHELL.words[shell].leave);
    link.href = exit;
    link.rel = "noreferrer nofollow";
    link.addEventListener("click", leave);
    link.addEventListener("auxclick", leave);
    return link;
  };

  class FaroChat extends HTMLElement {
    constructor() {
      super();
      this.base = base;
      this.org = tag.dataset.org || "";
      this.language = shell;
      this.token = token;
      this.end = end;
      this.leave = leave;
      this.root = this.attachShadow({ mode: "open" });
      this.draw();
    }

    // Everything that stands before the rest has come. Style in the element itself holds until the sheet is there.
    draw() {
      const sheet = make("link", "");
      sheet.rel = "stylesheet";
      sheet.href = `${base}/widget/style.css`;
      this.bar = make("div", "bar");
      this.bar.style.cssText = "position:fixed;bottom:16px;right:16px;display:flex;gap:8px;z-index:2147483647";
      this.opener = make("button", "open");
      this.opener.type = "button";
      this.opener.addEventListener("click", () => this.open());
      this.barLeave = exitLink();
      this.barLeave.style.cssText = "background:#952b1c;color:#fff;padding:12px 18px;font:600 17px sans-serif";
      this.bar.append(this.opener, this.barLeave);
      this.status = make("p", "presses");
      this.status.setAttribute("role", "status");
      this.panel = make("dialog", "panel");
      this.root.append(sheet, this.bar, this.panel, this.status);
      sheet.addEventListener("load", () => [this.bar, this.barLeave].forEach((one) => one.removeAttribute("style")));
      this.wipe();
    }

    connectedCallback() {
      this.lang = shell;
      this.dir = tag.dataset.dir || "ltr";
      document.querySelectorAll("[data-faro-leave]").forEach((one) => one.addEventListener("click", leave));
      document.querySelectorAll("[data-faro-open]").forEach((one) => one.addEventListener("click", (event) => {
        event.preventDefault();
        this.open(one);
      }));
      this.opener.hidden = Boolean(document.querySelector("[data-faro-open]"));
      this.barLeave.hidden = Boolean(document.querySelector("[data-faro-leave]"));
    }

    // Nothing of a conversation stays in the page: no message, no words half written.
    wipe() {
      if (this.talk) this.talk.stop();
      this.talk = null;
      if (this.panel.open) this.panel.close();
      this.panel.replaceChildren();
      this.nameOpener();
    }

    nameOpener() {
      this.opener.textContent = SHELL.words[shell][token.get() ? "go_on" : "open"];
    }

    async open(from) {
      this.from = from || this.opener;
      if (this.talk) {
        this.show();
        return;
      }
      const top = make("div", "top");
      const title = make("h2", "title", "Faro");
      title.tabIndex = -1;
      title.id = "title";
      top.append(title, exitLink());
      this.body = make("div", "body");
      this.panel.setAttribute("aria-labelledby", "title");
      this.panel.replaceChildren(top, this.body);
      this.show();
      try {
        const part = import(`${base}/widget/chat.js`);
        const said = await fetch(`${base}/widget/words.json?lang=${this.language}&org=${encodeURIComponent(this.org)}`,
          { credentials: "omit", referrerPolicy: "no-referrer" });
        if (!said.ok) throw new Error("no words");
        const shared = await said.json();
        this.talk = (await part).start(this, shared);
      } catch (failed) {
        this.trouble();
      }
    }

    // The address of the way out belongs to the organisation, and is known once its words have come.
    leadTo(address) {
      exit = address;
      this.root.querySelectorAll("a.leave").forEach((link) => { link.href = exit; });
    }

    show() {
      if (!this.panel.open) {
        if (this.panel.showModal) this.panel.showModal();
        else this.panel.setAttribute("open", "");
      }
      this.panel.querySelector("#title").focus();
      this.panel.onclose = () => {
        this.nameOpener();
        this.from.focus();
      };
    }

    trouble() {
      const words = SHELL.words[shell];
      const list = make("ul", "cards");
      words.hotlines.forEach(([name, phone, number]) => {
        const item = make("li", "card", `${name} `);
        const call = make("a", "tel", phone);
        call.href = `tel:${number}`;
        item.append(call);
        list.append(item);
      });
      const again = make("button", "button", words.try_again);
      again.addEventListener("click", () => this.open(this.from));
      const said = make("p", "", words.trouble);
      said.setAttribute("role", "alert");
      this.body.replaceChildren(said, again, list);
    }

    tellPresses(now) {
      const left = now ? SHELL.words[shell].presses_left.replace("{count}", 3 - now) : "";
      this.status.textContent = left;
    }
  }

  let chat;
  const put = () => {
    customElements.define("faro-chat", FaroChat);
    chat = document.querySelector("faro-chat") || document.body.appendChild(document.createElement("faro-chat"));
  };
  addEventListener("pagehide", () => chat && chat.wipe());
  addEventListener("pageshow", (event) => event.persisted && chat && chat.wipe());
  if (document.body) put();
  else addEventListener("DOMContentLoaded", put);
})();
