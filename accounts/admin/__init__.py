from accounts.admin.editors import EditorAdmin, RoleAdmin

__all__ = ["EditorAdmin", "RoleAdmin"]
