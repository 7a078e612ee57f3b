"""The press room: texts whose every figure has its source, opened everywhere at the same instant."""
