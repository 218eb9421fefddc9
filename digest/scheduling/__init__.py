"""When issues go out: APScheduler's only door.

The scheduler only wakes us; what decides is the slot row in the store, unique a (publication, moment). So two
schedulers, a restart or a clock that jumps never run a slot twice, and none is dropped in silence: a slot that was
missed runs late, if within `grace`; else it is recorded as waiting for a person.

`timetable` says when, `turns` what is due now, `service` waits.
"""
