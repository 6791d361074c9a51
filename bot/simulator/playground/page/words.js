// The page's own sentences, in the reader's language; the server takes them from the catalogue.

let words = {};

/** Fetch the sentences; the page shows nothing before. */
export async function loadWords() {
  const answer = await fetch("/api/words");
  const body = await answer.json();
  words = body.words;
  document.documentElement.lang = body.language;
}

/** Say a sentence, with its {blanks} filled. */
export function say(key, values = {}) {
  const sentence = words[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? String(values[name]) : whole,
  );
}
