"""The situation room: findings and figures by place."""
