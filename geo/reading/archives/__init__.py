"""Archives of reports: read with all cores or a cluster, resumed after a stop, results as Parquet."""
