"""The bundled demo news site: three invented papers on loopback, and the journey through them."""
