"""From the models to what people and programs fill in. JSON Schemas so far; forms will be made from them, too."""
