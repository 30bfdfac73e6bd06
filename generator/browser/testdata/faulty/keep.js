localStorage.setItem("visitor", "1");
