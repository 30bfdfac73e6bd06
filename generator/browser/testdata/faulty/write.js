document.getElementById("words").textContent = "Only scripts say this.";
