"""The two engines that judge, and what they share."""
