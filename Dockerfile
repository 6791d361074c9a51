# Rounds for production: locked dependencies, an account without rights, one folder to keep (/app/data).
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORT=8700
RUN useradd --uid 10001 --no-create-home rounds
WORKDIR /app

COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock

COPY manifest.yml LICENSE ./
COPY bot bot
COPY handlers handlers
COPY storage storage
RUN install --directory --owner=rounds --group=rounds --mode=700 data

USER rounds
VOLUME /app/data
EXPOSE 8700
HEALTHCHECK --start-period=30s CMD ["python", "-c", \
  "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health', timeout=3)"]
CMD ["python", "-m", "bot", "run"]
