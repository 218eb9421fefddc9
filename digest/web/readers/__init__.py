"""The pages that readers come to from their mail: unsubscribe, come back, choose. `digest serve`."""
