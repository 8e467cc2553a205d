"""No personal or health data leave the program unless they are asked for."""
