console.error("Something is wrong");
