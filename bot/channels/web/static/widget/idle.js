// Left alone: after five minutes what is shown is covered and needs a tap; after fifteen the session ends.

const VEIL_AFTER = 5 * 60 * 1000;
const END_AFTER = 15 * 60 * 1000;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchstart"];

class Idle {
  constructor({ veil, end }) {
    this.veil = veil;
    this.end = end;
    this.touched = () => this.covered || this.restart();
    // A phone that slept runs no timers: the clock is looked at again when it wakes.
    this.woke = () => document.hidden || this.check();
    SIGNS.forEach((sign) => addEventListener(sign, this.touched, { capture: true, passive: true }));
    document.addEventListener("visibilitychange", this.woke);
    this.restart();
  }

  restart() {
    clearTimeout(this.first);
    clearTimeout(this.second);
    this.covered = false;
    this.since = Date.now();
    this.first = setTimeout(() => this.check(), VEIL_AFTER);
    this.second = setTimeout(() => this.check(), END_AFTER);
  }

  check() {
    const alone = Date.now() - this.since;
    if (alone >= END_AFTER) {
      this.end();
    } else if (alone >= VEIL_AFTER && !this.covered) {
      this.covered = true;
      this.veil();
    }
  }

  stop() {
    clearTimeout(this.first);
    clearTimeout(this.second);
    SIGNS.forEach((sign) => removeEventListener(sign, this.touched, { capture: true }));
    document.removeEventListener("visibilitychange", this.woke);
  }
}
