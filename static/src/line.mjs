// A form that finds no line waits for it: what is typed stays on the page, and goes by itself when the line is back.
// Each press asks first whether the city answers at all; a second press meanwhile sends without asking.
const PAUSE = 5000;
const PATIENCE = 8000;
const SILENCE = 2500; // a line that hangs is told of before it is given up

async function answers() {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), PATIENCE);
  try {
    await fetch("/health/live", { cache: "no-store", signal: over.signal });
    return true; // whatever it says, somebody is there
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

export function waitsForLine(form, told) {
  if (!form || !told || form.method !== "post") return;
  let waits = false;
  let ready = false;
  const show = (button) => {
    if (!waits || !told.hidden) return;
    // Where the person looks: at the button that was pressed, or the field in which Enter was.
    const typed = document.activeElement?.closest(".govuk-form-group");
    (button?.closest(".govuk-button-group") ?? (form.contains(typed) ? typed : form)).before(told);
    told.hidden = false;
    told.scrollIntoView({ block: "nearest" });
  };
  form.addEventListener("submit", async (event) => {
    if (ready || event.defaultPrevented) return;
    if (waits) {
      waits = false; // pressed again: the browser is to try by itself
      return;
    }
    const button = event.submitter;
    event.preventDefault();
    waits = true;
    const silence = setTimeout(() => show(button), SILENCE);
    while (waits && !(await answers())) {
      show(button);
      await new Promise((again) => {
        const timer = setTimeout(again, PAUSE);
        addEventListener("online", () => (clearTimeout(timer), again()), { once: true });
      });
    }
    clearTimeout(silence);
    if (!waits) return;
    told.hidden = true;
    waits = false;
    ready = true;
    form.requestSubmit(button);
    ready = false;
  });
}
