"""What a repository must protect so that its approvals and releases mean something."""
