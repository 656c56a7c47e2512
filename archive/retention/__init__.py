"""What is kept, what is thinned out, what is removed on request, and how it all comes back."""
