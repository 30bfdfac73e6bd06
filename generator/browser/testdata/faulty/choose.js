document.documentElement.dataset.colours = JSON.parse(localStorage.getItem("reading-settings")).colours;
