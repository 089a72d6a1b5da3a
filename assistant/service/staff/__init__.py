"""The console of the prefecture's agents, server-rendered, under ``/staff``."""
