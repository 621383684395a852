"""From a paste to the next step: fold, match, evidence, belief, verdict. Knows no files and no database."""
