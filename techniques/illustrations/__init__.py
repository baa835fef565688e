"""The picture maker: poses figures in 3D, shades them flat, and writes one themable SVG per step and side.

The web app never imports this package; it only serves what stands in static/illustrations.
"""
