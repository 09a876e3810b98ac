// Talking to the server: the token in a header and nowhere else, no cookie, no referrer. A message that did not arrive is
// kept in memory and sent again with the same id, so that it counts once.

class Refused extends Error {
  constructor(status) {
    super(String(status));
    this.status = status;
  }
}

class Server {
  constructor(base, token) {
    this.base = base;
    this.token = token;
  }

  async call(method, path, body) {
    const headers = {};
    if (this.token.get()) headers.Authorization = `Bearer ${this.token.get()}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const answer = await fetch(`${this.base}/api/${path}`, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
    });
    if (!answer.ok) throw new Refused(answer.status);
    return answer.status === 204 ? null : answer.json();
  }

  async open(lang, who) {
    this.token.set("");
    const opened = await this.call("POST", "sessions", { lang, for: who });
    this.token.set(opened.token);
    return opened;
  }

  say(message) { return this.call("POST", "messages", message); }

  session() { return this.call("GET", "session"); }

  result() { return this.call("GET", "session/result"); }

  answers() { return this.call("GET", "session/answers"); }

  change(key, value) { return this.call("PUT", `session/answers/${encodeURIComponent(key)}`, { value }); }

  async remove() {
    await this.call("DELETE", "session");
    this.token.set("");
  }

  code() { return this.call("POST", "session/code"); }

  // By the words of a code; the token comes anew, and the one before has ended.
  async reopen(code) {
    this.token.set("");
    const opened = await this.call("POST", "sessions/resume", { code });
    this.token.set(opened.token);
    return opened;
  }
}
