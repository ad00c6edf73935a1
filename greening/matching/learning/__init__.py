"""What do people's answers teach the weights, how good is what was learned, and what should they be asked next?"""

from greening.matching.learning.regression import BIT, Learned, learn, taught

__all__ = ["BIT", "Learned", "learn", "taught"]
