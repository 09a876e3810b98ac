// The way out, made quicker where scripts run. Without this file the same link still leads away.
// The page is blank at once, the session is ended, the address is replaced so that Back does not return here, and Shift
// pressed three times does the same. What comes back from the browser's memory is emptied and asked for again.
(() => {
  "use strict";
  const link = document.querySelector(".leave");
  const blank = () => {
    document.title = link.hostname;
    document.body.replaceChildren();
  };
  const leave = (event) => {
    if (event) event.preventDefault();
    blank();
    navigator.sendBeacon("/chat/delete");
    location.replace(link.href);
  };
  link.addEventListener("click", leave);

  const GAP = 5000;
  let presses = 0, last = 0, alone = false;
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    alone = event.key === "Shift";
    if (!alone) presses = 0;
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses = event.timeStamp - last > GAP ? 1 : presses + 1;
    last = event.timeStamp;
    alone = false;
    if (presses === 3) leave();
  });

  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    blank();
    location.reload();
  });
})();
