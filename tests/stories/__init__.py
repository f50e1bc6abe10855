"""What people live through with Veche, told through its pages."""
