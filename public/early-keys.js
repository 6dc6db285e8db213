// Keeps the keys that are pressed before the page is there: src/app/keys.ts asks for them and gives them to it.
{
  const kept = [];
  const keep = (event) => {
    kept.push(event);
  };
  window.addEventListener("keydown", keep);
  window.addEventListener(
    "memplan-keys",
    ({ detail }) => {
      window.removeEventListener("keydown", keep);
      detail.push(...kept);
    },
    { once: true },
  );
}
