// Once the okrug is chosen, only its districts are offered. Without this script the whole list stays, in groups.
export function narrows(district) {
  const okrug = document.getElementsByName(district.name.replace(/-district$/, "-okrug"))[0];
  if (!okrug) return;
  const groups = [...district.querySelectorAll("optgroup")];
  const draw = () => {
    const picked = district.value;
    const name = okrug.value && okrug.selectedOptions[0].textContent.trim();
    const own = groups.filter((one) => !name || !one.label || one.label === name);
    const kept = [...district.selectedOptions].map((one) => one.parentElement).filter((one) => picked && !own.includes(one));
    for (const one of groups) one.remove(); // hidden groups are shown all the same by some browsers
    district.append(...groups.filter((one) => own.includes(one) || kept.includes(one))); // what was chosen elsewhere is never dropped unseen
    district.value = picked;
  };
  okrug.addEventListener("change", draw);
  draw();
}
