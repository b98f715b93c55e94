// What the browser adds: drafts saved while typing, rows added in place, dates pasted whole.
// Every page works without any of it.
(() => {
  "use strict";

  const WAIT = 1200;
  const RETRY = 15000;

  // ---- drafts -------------------------------------------------------------------------------

  const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  class Draft {
    constructor(form) {
      this.form = form;
      this.url = form.dataset.draftUrl;
      this.version = form.dataset.draftVersion || "";
      this.key = `sightline-draft:${this.url}`;
      this.line = form.querySelector("[data-saved]") || this.addLine();
      this.saving = false;
      this.again = false;
      form.addEventListener("input", () => this.touched());
      form.addEventListener("change", () => this.touched());
      form.addEventListener("submit", () => this.leaving());
      window.addEventListener("online", () => this.resend());
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden" && this.waiting) this.save();
      });
      this.offerKept();
    }

    addLine() {
      const line = document.createElement("p");
      line.className = "sl-saved";
      line.setAttribute("role", "status");
      line.dataset.saved = "";
      this.form.append(line);
      return line;
    }

    say(words, state) {
      this.line.textContent = words;
      this.line.dataset.state = state;
    }

    // The fields of the draft: no token, nothing that begins with an underscore.
    entries() {
      return [...new FormData(this.form)].filter(
        ([name, value]) => !name.startsWith("_") && name !== "csrfmiddlewaretoken" && typeof value === "string",
      );
    }

    touched() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.save(), WAIT);
      this.keep();
    }

    leaving() {
      clearTimeout(this.waiting);
      this.waiting = null;
      this.left = true;
      this.keep(true);
    }

    keep(sent = false) {
      try {
        localStorage.setItem(this.key, JSON.stringify({ entries: this.entries(), at: clock(), since: Date.now(), sent, version: this.version }));
      } catch {
        // a browser that keeps nothing: the server's copy is then the only one
      }
    }

    forget() {
      try {
        localStorage.removeItem(this.key);
      } catch {
        // nothing was kept
      }
    }

    async save() {
      this.waiting = null;
      if (this.left) return;
      if (this.saving) {
        this.again = true;
        return;
      }
      this.saving = true;
      const body = new FormData(this.form);
      body.set("_version", this.version);
      try {
        await this.answered(await fetch(this.url, {
          method: "POST", body, headers: { Accept: "application/json", "X-Sightline-Draft": "1" }, keepalive: document.visibilityState === "hidden",
        }));
      } catch {
        this.failed("Not saved: no connection; kept in this browser");
      }
      this.saving = false;
      if (this.again) {
        this.again = false;
        this.save();
      }
    }

    async answered(response) {
      if (response.status === 401 || response.redirected) return this.signedOut();
      if (response.status === 409) return this.conflict(await response.json());
      if (response.status === 403 && !this.renewed) return this.renew();
      if (!response.ok) return this.failed("Not saved: the server could not take it; kept in this browser");
      const told = await response.json();
      this.renewed = false;
      this.moveTo(told.version);
      if (!this.waiting && !this.again) this.forget();
      this.say(`Saved ${told.saved_at || clock()}`, "saved");
    }

    // The page is older than the sign-in: its token is brought anew, once, and the text goes again.
    async renew() {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (response.redirected || response.status === 401) return this.signedOut();
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      // somebody else signed in meanwhile: what one person typed must not be saved as another's
      const who = (shown) => shown.querySelector(".sl-header__who")?.textContent.trim();
      if (who(page) !== who(document)) return this.signedOut();
      const fresh = page.querySelector("input[name=csrfmiddlewaretoken]");
      if (!response.ok || !fresh) return this.failed("Not saved: the server could not take it; kept in this browser");
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => {
        field.value = fresh.value;
      });
      this.renewed = true;
      this.again = true;
    }

    moveTo(version) {
      if (version === undefined) return;
      this.version = String(version);
      this.form.dataset.draftVersion = this.version;
      const field = this.form.querySelector("input[name=_version]");
      if (field) field.value = this.version;
    }

    failed(words) {
      this.keep();
      this.say(words, "failed");
      clearTimeout(this.retrying);
      this.retrying = setTimeout(() => this.resend(), RETRY);
    }

    resend() {
      if (this.line.dataset.state === "failed") this.save();
    }

    signedOut() {
      this.keep();
      this.say("Not saved: you have been signed out; kept in this browser. ", "signed-out");
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = this.form.dataset.signIn || "/accounts/login/";
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Sign in again in a new tab";
      this.line.append(link, ", then ", this.button("save again", () => this.save()), ".");
    }

    button(words, act) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sl-plain-button";
      button.textContent = words;
      button.addEventListener("click", act);
      return button;
    }

    // Somebody else saved first: their text beside ours, and nothing lost of either.
    conflict(told) {
      this.keep();
      this.form.querySelectorAll(".sl-theirs").forEach((shown) => shown.remove());
      const theirs = told.theirs || {};
      const mine = new Map();
      this.entries().forEach(([name, value]) => mine.set(name, [...(mine.get(name) || []), value]));
      const differ = Object.keys(theirs).filter((name) => [].concat(theirs[name]).join("\n") !== (mine.get(name) || []).join("\n"));
      differ.forEach((name) => this.showTheirs(name, [].concat(theirs[name]), told));
      this.say(`Not saved: ${told.by || "somebody else"} saved this page${told.saved_at ? ` at ${told.saved_at}` : ""}. Their text is shown beside yours. `, "conflict");
      this.line.append(this.button("Keep mine", () => {
        this.moveTo(told.version);
        this.form.querySelectorAll(".sl-theirs").forEach((shown) => shown.remove());
        this.save();
      }));
    }

    showTheirs(name, texts, told) {
      const field = this.form.elements.namedItem(name);
      const first = field instanceof RadioNodeList ? field[0] : field;
      const place = (first && first.closest(".govuk-form-group")) || this.line;
      const shown = document.createElement("div");
      shown.className = "sl-theirs";
      const title = document.createElement("p");
      title.className = "sl-theirs__title";
      title.textContent = `${told.by || "Somebody else"} wrote:`;
      shown.append(title, this.inWords(first, texts) || "(nothing)");
      place.after(shown);
    }

    // A ticked or chosen answer in its words rather than its code.
    inWords(field, texts) {
      const option = (code) => {
        if (field instanceof HTMLSelectElement) return [...field.options].find((o) => o.value === code)?.text;
        if (field && (field.type === "radio" || field.type === "checkbox")) {
          const same = [...this.form.querySelectorAll("input")].find((i) => i.name === field.name && i.value === code);
          return same?.labels?.[0]?.textContent.trim();
        }
        return undefined;
      };
      return texts.map((code) => option(code) || code).join(", ");
    }

    // Text from an earlier visit that never reached the server.
    offerKept() {
      let kept;
      try {
        kept = JSON.parse(localStorage.getItem(this.key) || "null");
      } catch {
        return;
      }
      if (!kept || JSON.stringify(kept.entries) === JSON.stringify(this.entries()) || this.took(kept)) return this.forget();
      this.say(`This browser kept text from ${kept.at} that was not saved. `, "failed");
      this.line.append(
        this.button("Bring it back", () => {
          this.fill(kept.entries);
          this.touched();
        }), " or ", this.button("leave it out", () => {
          this.forget();
          this.say("", "");
        }),
      );
    }

    // The button that sent it (somebody added, a row more) brought the very next version back.
    took(kept) {
      return Boolean(kept.sent && kept.version) && Number(this.version) === Number(kept.version) + 1;
    }

    fill(entries) {
      const texts = new Map();
      entries.forEach(([name, value]) => texts.set(name, [...(texts.get(name) || []), value]));
      [...this.form.elements].forEach((field) => {
        if (!field.name || field.name.startsWith("_") || field.name === "csrfmiddlewaretoken" || field.type === "submit") return;
        const given = texts.get(field.name) || [];
        if (field.type === "radio" || field.type === "checkbox") {
          const on = given.includes(field.value);
          if (field.checked !== on) field.click();
        } else if (given.length) {
          field.value = given.shift();
        }
      });
    }
  }

  // ---- rows that repeat: the same button, without leaving the page ---------------------------

  const redraw = async (event) => {
    const button = event.submitter;
    if (!button || (button.name !== "_add" && button.name !== "_remove")) return;
    const form = event.target;
    const rows = button.closest("[data-rows]");
    if (!rows) return;
    event.preventDefault();
    const body = new FormData(form);
    body.set(button.name, button.value);
    let page;
    try {
      const response = await fetch(form.action || location.href, { method: "POST", body });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      const plain = document.createElement("input");
      plain.type = "hidden";
      plain.name = button.name;
      plain.value = button.value;
      form.append(plain);
      form.submit();
      return;
    }
    const fresh = [...page.querySelectorAll("[data-rows]")].find((found) => found.dataset.rows === rows.dataset.rows);
    if (!fresh) return location.reload();
    rows.replaceWith(document.importNode(fresh, true));
    const drawn = [...form.querySelectorAll("[data-rows]")].find((found) => found.dataset.rows === fresh.dataset.rows);
    drawn.dispatchEvent(new Event("sightline:drawn", { bubbles: true }));
    const all = drawn.querySelectorAll(".sl-row");
    const next = all[all.length - 1]?.querySelector("input:not([type=hidden]), select, textarea");
    if (next) next.focus();
    const draft = drafts.get(form);
    if (draft) {
      const field = page.querySelector("input[name=_version]");
      draft.left = false;
      if (field) draft.moveTo(field.value);
      draft.touched();
    }
  };

  // ---- a whole date pasted into one box -----------------------------------------------------

  const pasted = (event) => {
    const group = event.target.closest("[data-date]");
    if (!group) return;
    const text = event.clipboardData.getData("text").trim();
    const found = text.match(/^(\d{1,2})[\s/.-]+(\d{1,2}|[A-Za-z]+)[\s/.-]+(\d{2,4})$/) || text.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
    if (!found) return;
    event.preventDefault();
    const parts = found[1].length === 4 ? [found[3], found[2], found[1]] : found.slice(1, 4);
    const boxes = group.querySelectorAll("input");
    parts.forEach((part, place) => {
      boxes[place].value = part;
    });
    boxes[0].dispatchEvent(new Event("input", { bubbles: true }));
  };

  // ---- nothing of a child stays in a browser once the server has it --------------------------

  const DAYS = 3 * 24 * 60 * 60 * 1000;

  const tidy = () => {
    const signedIn = document.querySelector(".sl-header__out");
    const status = performance.getEntriesByType("navigation")[0]?.responseStatus || 200;
    const taken = signedIn && status < 400;
    const here = [...document.querySelectorAll("form[data-draft-url]")].map((form) => `sightline-draft:${form.dataset.draftUrl}`);
    Object.keys(localStorage).filter((key) => key.startsWith("sightline-draft:")).forEach((key) => {
      const kept = JSON.parse(localStorage.getItem(key) || "{}");
      if ((kept.sent && taken && !here.includes(key)) || !(Date.now() - kept.since < DAYS)) localStorage.removeItem(key);
    });
  };
  try {
    tidy();
  } catch {
    // a browser that keeps nothing has nothing to tidy
  }

  const drafts = new Map();
  document.querySelectorAll("form[data-draft-url]").forEach((form) => {
    if (form.dataset.draftUrl) drafts.set(form, new Draft(form));
  });
  document.addEventListener("submit", redraw);
  document.addEventListener("paste", pasted);
})();
