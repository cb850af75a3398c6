"""The review page: reports with their passages marked and the proposals beside them, decided in the browser."""
