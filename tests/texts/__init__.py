"""The texts of the program, the rules and the schemas: three languages, each of them whole."""
