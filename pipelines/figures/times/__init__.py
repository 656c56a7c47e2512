"""The expressions of time in a text, what each does in its sentence, and the days it stands for."""
