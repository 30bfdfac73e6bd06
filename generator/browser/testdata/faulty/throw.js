missing.thing();
