// One conversation in the panel: what is said, how it is answered, and the pages beside it.

// After this long, in milliseconds, somebody on a slow network is told that it is on its way.
const SLOW = 1500;

class Chat {
  constructor(host, shared) {
    this.host = host;
    this.server = new Server(host.base, host.token);
    this.idle = new Idle({ veil: () => this.cover(), end: () => this.endIdle() });
    this.page = element("div", { class: "scroller" });
    this.bar = element("div", {});
    this.take(shared);
  }

  // Words in another language, or for the first time: everything around the conversation is drawn with them.
  take(shared) {
    this.shared = shared;
    this.words = Object.assign({ lang: shared.lang }, shared.words);
    this.host.language = shared.lang;
    this.host.panel.lang = shared.lang;
    this.host.leadTo(shared.exit);
    this.menu = chatMenu(this);
    const old = this.host.panel.querySelector(".top");
    old.replaceWith(chatTop(this));
    this.host.body.replaceChildren(this.bar, this.menu.node, this.page);
  }

  async begin() {
    if (!this.host.token.get()) this.start();
    else await this.resume();
  }

  start(note) {
    this.forget();
    this.host.token.set("");
    this.put(startPage(this.shared, (who) => this.open(who), () => this.switchLanguage(), (code) => this.reopen(code), note));
  }

  async reopen(code) {
    await this.attempt(async () => {
      try {
        return await this.server.reopen(code);
      } catch (failed) {
        if (failed instanceof Refused && failed.status === 404) return null;
        throw failed;
      }
    }, async (opened) => {
      if (!opened) return this.start(this.words.code_unknown);
      if (opened.lang !== this.shared.lang) await this.speak(opened.lang);
      this.lay();
      return this.show(opened);
    });
  }

  async switchLanguage() {
    await this.speak(this.shared.lang === "en" ? "es" : "en");
    this.start();
    this.page.querySelector(".hello button").focus();
  }

  async speak(lang) {
    const { base, org } = this.host;
    const said = await fetch(`${base}/widget/words.json?lang=${lang}&org=${encodeURIComponent(org)}`,
      { credentials: "omit", referrerPolicy: "no-referrer" });
    if (said.ok) this.take(await said.json());
  }

  async open(who) {
    await this.attempt(() => this.server.open(this.shared.lang, who), (opened) => {
      this.lay();
      this.show(opened);
    });
  }

  // A page loaded again: the last reply as the server has it.
  async resume() {
    await this.attempt(() => this.server.session(), async (view) => {
      if (view.lang !== this.shared.lang) await this.speak(view.lang);
      this.lay();
      this.show(view);
    });
  }

  // The places of a conversation. The log is there, empty, before the first message.
  lay() {
    this.log = new Log(this.words);
    this.told = element("div", { class: "told", role: "status" });
    this.answers = element("div", { class: "answers-here", tabindex: "-1" });
    this.field = element("textarea", { name: "w", rows: "1", id: "words", enterkeyhint: "send", ...QUIET });
    this.label = element("label", { for: "words", text: this.words.own_words });
    const form = element("form", { class: "words" }, this.label,
      element("div", { class: "line" }, this.field, element("button", { class: "button quiet", text: this.words.send })));
    form.addEventListener("submit", (event) => this.sayWords(event));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.sayWords(event);
    });
    this.talk = element("section", { class: "page talk" },
      this.log.node, this.log.urgent, this.told, this.answers, form);
    this.put(this.talk, true);
  }

  sayWords(event) {
    event.preventDefault();
    const text = this.field.value;
    if (text.trim()) this.say({ text }, text.trim());
  }

  // One message, made once: tried again it has the same id, so that it counts once however often it is sent.
  say(given, shown) {
    this.sendNow(Object.assign({ id: newId() }, given), shown, this.log.echo(shown));
  }

  async sendNow(message, shown, echo) {
    if (this.busy) {
      echo.remove();
      return;
    }
    this.busy = true;
    this.answers.setAttribute("aria-busy", "true");
    this.told.replaceChildren();
    const slow = setTimeout(() => this.tell(this.words.sending), SLOW);
    try {
      const reply = await this.server.say(message);
      if (message.text) this.field.value = "";
      this.told.replaceChildren();
      this.busy = false;
      await this.show(reply);
    } catch (failed) {
      this.busy = false;
      this.failed(failed, echo, () => this.sendNow(message, shown, this.log.echo(shown)));
    }
    clearTimeout(slow);
    if (this.answers) this.answers.removeAttribute("aria-busy");
  }

  failed(failed, echo, again) {
    echo.remove();
    if (failed instanceof Refused && failed.status === 401) this.start(this.words.gone);
    else if (failed instanceof Refused && failed.status === 422) this.tell(this.words.not_taken);
    else this.tell(this.words.not_sent, button(this.words.try_again, "button", again));
  }

  tell(text, ...more) {
    this.told.replaceChildren(element("div", { class: "message notice" }, element("p", { text }), ...more));
  }

  async show(reply) {
    if (reply.ended) {
      this.host.token.set("");
      this.put(notePage("", reply.messages.map((one) => one.text).join("\n"),
        button(this.words.start_again, "button", () => this.start())));
      return;
    }
    if (reply.lang && reply.lang !== this.shared.lang) await this.relabel(reply.lang);
    const nodes = this.log.add(reply.messages);
    this.bar.replaceChildren(progressBar(reply.progress, this.words));
    layAnswers(this, reply, nodes);
    this.label.textContent = reply.question ? this.words.own_words : this.words.write_here;
    if (reply.messages.some((one) => one.kind === "result")) await layResult(this, reply.messages, nodes);
    if (nodes.length) this.scrollTo(reply.messages.some((one) => one.kind === "crisis") ? this.log.urgent : nodes[0]);
  }

  async relabel(lang) {
    const half = this.field.value;
    await this.speak(lang);
    this.lay();
    this.field.value = half;
  }

  scrollTo(node) {
    this.page.scrollTop += node.getBoundingClientRect().top - this.page.getBoundingClientRect().top - 12;
  }

  // One page at a time. A conversation that stands behind another page is kept as it is.
  put(node, isTalk) {
    this.page.replaceChildren(node);
    this.page.scrollTop = 0;
    this.bar.hidden = !isTalk;
    const heading = node.querySelector(".heading");
    if (heading && !isTalk) heading.focus({ preventScroll: true });
    this.menu.close();
  }

  back() {
    if (this.talk) this.put(this.talk, true);
    else this.start();
    this.host.panel.querySelector("#title").focus();
  }

  // Whatever page is shown when a call fails before there is a conversation.
  async attempt(call, done) {
    try {
      await done(await call());
    } catch (failed) {
      if (failed instanceof Refused && failed.status === 401) this.start(this.words.gone);
      else this.put(element("div", {}, notePage("", this.words.not_sent,
        button(this.words.try_again, "button", () => this.attempt(call, done))), hotlineCards(this.shared)));
    }
  }

  cover() {
    this.hidden = this.page.firstElementChild;
    this.put(notePage(this.words.veil_heading, fill(this.words.veil_text, { minutes: (END_AFTER - VEIL_AFTER) / 60000 }),
      button(this.words.veil_show, "button", () => {
        this.idle.restart();
        this.put(this.hidden, this.hidden === this.talk);
      })));
  }

  endIdle() {
    this.host.end();
    this.start(this.words.idle_ended);
    this.idle.restart();
  }

  forget() {
    this.log = this.talk = this.answers = this.field = this.hidden = null;
    this.contacts = null;
  }

  stop() {
    this.idle.stop();
    this.forget();
    this.page.replaceChildren();
  }
}

export const start = (host, shared) => {
  const chat = new Chat(host, shared);
  chat.begin();
  return chat;
};
