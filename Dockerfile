# One image for web, worker and scheduler. Nothing is installed when it starts, and it writes only to /tmp.
FROM node:22.21.1-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.11.14-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/run.txt /build/run.txt
RUN python -m venv /opt/medvirk && /opt/medvirk/bin/pip install --require-hashes -r /build/run.txt

FROM python:3.11.14-slim-bookworm
ENV PATH=/opt/medvirk/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MEDVIRK_BOOTSTRAP=off \
    MEDVIRK_VAR=/var/lib/medvirk
RUN useradd --system --uid 10001 --no-create-home medvirk && install -d -o medvirk /var/lib/medvirk
WORKDIR /srv/medvirk
COPY --from=packages /opt/medvirk /opt/medvirk
COPY --from=assets /build/node_modules node_modules
COPY manage.py package-lock.json ./
COPY config config
COPY representatives representatives
COPY projects projects
COPY participation participation
COPY templates templates
COPY static static
COPY locale locale
# The static files are gathered here, so that the running image needs no place to write them.
RUN MEDVIRK_MODE=local python manage.py collectstatic --no-input && rm -f /var/lib/medvirk/secret.key /var/lib/medvirk/field.keys
USER medvirk
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=8", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
