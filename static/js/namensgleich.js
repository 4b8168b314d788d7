// Warnt beim Tippen eines Namens vor Einträgen, die so oder fast so heißen
'use strict';
// The admin loads its scripts in the head, before the form is there
document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-aehnlich]').forEach(watch));

function watch(input) {
  const parts = input.dataset.mit.split(' ').map((id) => document.getElementById(id));
  const hint = document.createElement('div');
  hint.className = 'dup-hint';
  hint.setAttribute('role', 'status');
  (input.closest('.form-row') ?? input.parentElement).append(hint);
  let timer;
  let request;
  const show = (hits) => {
    hint.replaceChildren();
    if (!hits.length) return;
    const list = document.createElement('ul');
    for (const hit of hits) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = hit.adresse;
      link.target = '_blank';
      link.textContent = hit.name;
      item.append(link, ` ${hit.grund} (neuer Tab)`);
      list.append(item);
    }
    hint.append('Das gibt es vielleicht schon:', list);
  };
  const ask = async (name) => {
    request = new AbortController();
    const { art, ausser, aehnlich } = input.dataset;
    try {
      const answer = await fetch(`${aehnlich}?${new URLSearchParams({ art, ausser, name })}`, { signal: request.signal });
      if (answer.ok) show((await answer.json()).treffer);
    } catch (error) {
      if (error.name !== 'AbortError') show([]);
    }
  };
  const typed = () => {
    clearTimeout(timer);
    request?.abort();
    const name = parts.map((part) => part.value.trim()).join(' ').trim();
    if (name.length < 3) show([]);
    else timer = setTimeout(ask, 400, name);
  };
  for (const part of parts) part.addEventListener('input', typed);
}
