"""What the program keeps: SQLAlchemy Core's and Alembic's only door. SQLite now, PostgreSQL later.

`store` opens and migrates a database; `tables` names every table; the other modules hold the queries of one noun
each, as functions of a connection.
"""
