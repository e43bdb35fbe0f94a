"""What other threads answer reaches those who wait in the event loop."""

import asyncio
import threading
from concurrent.futures import CancelledError, Future

import pytest

from bot.returning import Returning


async def test_each_gets_their_own_answer_however_many_come_at_once():
    returning = Returning()
    futures: list[Future[int]] = [Future() for _ in range(200)]

    def answer(part):
        for future in part:
            future.set_result(futures.index(future))

    threads = [threading.Thread(target=answer, args=(futures[at::4],)) for at in range(4)]
    waits = [asyncio.ensure_future(returning.wait(future)) for future in futures]
    await asyncio.sleep(0)
    for thread in threads:
        thread.start()
    assert await asyncio.wait_for(asyncio.gather(*waits), 10) == list(range(200))


async def test_an_answer_that_was_there_already_is_given():
    future: Future[str] = Future()
    future.set_result("ja")
    assert await asyncio.wait_for(Returning().wait(future), 5) == "ja"


async def test_what_the_other_thread_raised_is_raised():
    future: Future[str] = Future()
    future.set_exception(LookupError("borte"))
    with pytest.raises(LookupError):
        await Returning().wait(future)


async def test_who_gives_up_waiting_cancels_and_harms_nobody():
    returning = Returning()
    first, second = Future(), Future()
    gone = asyncio.ensure_future(returning.wait(first))
    stays = asyncio.ensure_future(returning.wait(second))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert first.cancelled()
    with pytest.raises(CancelledError):
        first.result()
    second.set_result(2)
    assert await asyncio.wait_for(stays, 5) == 2
