### Throttling of the public pages.

throttle-refusal = { $minutes ->
    [one] That was too fast. Please try again in a minute; what you typed is still here.
   *[other] That was too fast. Please try again in { $minutes } minutes; what you typed is still here.
}
