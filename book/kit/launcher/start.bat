@echo off
cd /d "%~dp0"
where py >nul 2>nul && (py -3 start.py & goto end)
where python >nul 2>nul && (python start.py & goto end)
where python3 >nul 2>nul && (python3 start.py & goto end)
echo Python was not found on this computer. You can read the book all the same: open index.html.
echo The browser lab needs Python 3.8 or newer. Ask the person who looks after this computer to install it.
pause
:end
