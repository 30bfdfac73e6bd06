const trap = document.getElementById("trap");
trap.addEventListener("keydown", (event) => {
  if (event.key === "Tab") event.preventDefault();
});
