"""The data room: releases and their figures."""
