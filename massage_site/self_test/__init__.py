"""Does the site reach people as it was sent? What a proxy in front got wrong, in plain words."""
