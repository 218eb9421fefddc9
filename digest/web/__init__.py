"""What answers a browser: starlette's, uvicorn's and watchfiles' only room. Asynchronous code stands here and nowhere else."""
